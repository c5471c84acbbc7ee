"""What a person has agreed to and refused, blocked and let out, as the actor's unit may see it."""
