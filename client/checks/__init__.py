"""What makes an entry good: rules, findings, fixes."""
