"""Do plans cite what they must? Verdicts for each plan and requirement of a policy, and findings with their evidence."""
