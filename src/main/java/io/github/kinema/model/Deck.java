package io.github.kinema.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Deals things in random order, each of them once before any comes again. */
final class Deck<T> {

	private final List<T> all;
	private final Random random;
	private final List<T> left = new ArrayList<>();

	/** @param all at least one */
	Deck(final List<T> all, final Random random) {
		this.all = all;
		this.random = random;
	}

	/** The next ones. */
	List<T> next(final int count) {
		final List<T> dealt = new ArrayList<>();
		while (dealt.size() < count) {
			if (left.isEmpty()) {
				left.addAll(all);
				Collections.shuffle(left, random);
			}
			dealt.add(left.remove(left.size() - 1));
		}
		return dealt;
	}
}
