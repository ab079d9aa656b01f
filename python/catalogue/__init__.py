"""Generator of the catalogue: the description of the installed Keras that keras4j needs."""
