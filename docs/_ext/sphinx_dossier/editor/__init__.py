"""What an editor asks while somebody writes: problems, completions, what a thing is, where it is, how to mend it.

All of it works on texts that are not saved yet, and knows nothing of the protocol by which an editor asks.
"""
