"""Classical methods to compare with, and reports."""
