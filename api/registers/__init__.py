"""The three registers of the policy, and who stands in none of them."""
