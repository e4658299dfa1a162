"""Talk pages of MediaWiki as wikitext, as `action=raw` gives them."""
