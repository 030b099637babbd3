"""What belongs to an import beside the plan itself: open questions, what an office taught, folders, memory."""
