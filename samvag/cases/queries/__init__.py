"""What is read of a person's way, own rows and shared ones. Every query takes the actor first."""
