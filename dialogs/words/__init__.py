"""Words that mean the same, and what is wished in them; spelling, pinyin, counting as the paper counts."""
