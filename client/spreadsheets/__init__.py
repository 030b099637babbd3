"""Workbooks and text tables in and out: what offices have, read and understood; what they get back, written."""
