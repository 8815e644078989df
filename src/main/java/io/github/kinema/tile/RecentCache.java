package io.github.kinema.tile;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps the few values used last, and gives them up when memory is short.
 * <p>
 * Thread-safe; one value is computed at a time, so that two callers who want
 * the same one do not both compute it.
 * </p>
 */
public final class RecentCache<K, V> {

	private final Map<K, SoftReference<V>> entries;

	/** @param capacity how many values to keep at most */
	public RecentCache(final int capacity) {
		entries = new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(final Map.Entry<K, SoftReference<V>> eldest) {
				return size() > capacity;
			}
		};
	}

	/** The value of a key, computed if it is not at hand. An exception is passed on and nothing kept. */
	public synchronized V get(final K key, final Function<? super K, ? extends V> compute) {
		final SoftReference<V> reference = entries.get(key);
		V value = reference == null ? null : reference.get();
		if (value == null) {
			value = compute.apply(key);
			entries.put(key, new SoftReference<>(value));
		}
		return value;
	}
}
