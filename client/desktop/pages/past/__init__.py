"""操作记录: what was done in this store, and the way back from each act."""
