"""Laws side by side: of one corpus against another, of one article with another, of two versions of one law."""
