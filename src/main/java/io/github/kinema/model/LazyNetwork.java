package io.github.kinema.model;

import io.github.kinema.device.Device;

/**
 * A model that is loaded when it first runs, so that whoever only asks what it is does not wait for it. Thread-safe.
 */
public final class LazyNetwork {

	private final StoredModel model;
	private final Device device;
	private TiledNetwork network;

	/**
	 * @param model what runs
	 * @param device where it runs if it can
	 */
	public LazyNetwork(final StoredModel model, final Device device) {
		this.model = model;
		this.device = device;
	}

	/** What runs. */
	public StoredModel model() {
		return model;
	}

	/**
	 * The network, loaded by now.
	 *
	 * @throws RuntimeException as {@link Networks#open(StoredModel, Device)} does
	 */
	public synchronized TiledNetwork get() {
		if (network == null) network = new TiledNetwork(Networks.open(model, device), model.descriptor());
		return network;
	}
}
