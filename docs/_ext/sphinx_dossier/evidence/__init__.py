"""Evidence: whether, and where, the words of a quote stand in a source whose text is not kept."""
