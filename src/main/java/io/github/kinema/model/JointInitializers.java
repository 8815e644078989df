package io.github.kinema.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of several networks: each array is called by the key of its network, a dot, and its name there. Immutable. */
final class JointInitializers implements Initializers {

	private final Map<String, OnnxInitializers> networks;

	/** @param networks by keys without dots */
	JointInitializers(final Map<String, OnnxInitializers> networks) {
		this.networks = networks;
	}

	private static String key(final String name) {
		return name.substring(0, Math.max(0, name.indexOf('.')));
	}

	private static String own(final String name) {
		return name.substring(name.indexOf('.') + 1);
	}

	@Override
	public boolean has(final String name, final long[] shape) {
		return networks.containsKey(key(name)) && networks.get(key(name)).has(own(name), shape);
	}

	@Override
	public Tensor get(final String name) {
		return networks.get(key(name)).get(own(name));
	}

	/**
	 * Copies of the files in which some arrays are exchanged.
	 *
	 * @return by the keys of the networks
	 * @throws IllegalArgumentException if there is no array of one's name and shape
	 */
	Map<String, byte[]> with(final Collection<Tensor> others) {
		final Map<String, byte[]> files = new LinkedHashMap<>();
		networks.forEach((key, network) -> {
			final List<Tensor> own = new ArrayList<>();
			for (final Tensor other : others)
				if (key(other.id()).equals(key)) own.add(new Tensor(own(other.id()), other.shape(), other.values()));
			files.put(key, network.with(own));
		});
		return files;
	}
}
