"""What the privacy officer keeps watch over: what is due today, and the trail of acts."""
