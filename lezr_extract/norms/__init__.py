"""Stage 3: an article becomes norms, clause by clause: who must, may or must not do what."""
