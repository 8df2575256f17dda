"""What a coordinator's words mean: the rungs of the ladder, from commands to whole sentences, over the other rooms."""
