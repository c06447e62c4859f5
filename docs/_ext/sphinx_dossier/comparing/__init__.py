"""What a change of the files says as knowledge: two states of a knowledge base compared, claim by claim."""
