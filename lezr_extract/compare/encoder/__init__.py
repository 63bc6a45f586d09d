"""Two articles read one behind the other by a small language model: what it makes of the act that they regulate.

The model is multilingual-e5-small (Wang et al. 2024; MIT), taught by ``bench/encoder`` on pairs that readers judged.
`pieces` cuts words into what the model knows, `pair` puts two articles into a row of them, `network` does the sums in
numpy, `kept` reads the model's files in ``models/encoder`` and checks them. Nothing is decided here: `compare.relating.whole` weighs what comes out.
"""
