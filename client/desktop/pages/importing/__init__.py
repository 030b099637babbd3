"""What an import asks and offers beside its plan: meanings of columns, open questions, marked copies, folders, drafts."""
