"""Stage 2: a document becomes a law with its tree of provisions and its citations."""
