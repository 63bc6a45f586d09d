"""How two articles relate: the act first, then the land, then what follows from the act.

`one_pair` decides. It gathers what is known of a pair (`article_pair`): what `same_act` measured, whether both laws
can hold at one place (`territory`), whether one orders the organs of the State alone (`state_organs`), and the
consequences. `judgement` is the learned table that weighs the measures, `reason` says why in Chinese. `many_pairs`
decides of many at once what `one_pair` decides of one.
"""
