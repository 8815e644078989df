package io.github.kinema.interpolate;

import io.github.kinema.motion.*;
import io.github.kinema.tile.*;

final class FlowMotion implements PairMotion {

	private final FlowGuide guide;
	private final Flow f, g;
	private final int width, height;

	FlowMotion(final FlowGuide guide, final Flow forward, final Flow backward) {
		this.guide = guide;
		f = forward;
		g = backward;
		width = f.width();
		height = f.height();
	}

	static float sample(float[] v, int width, int height, float fx, float fy) {
		fx = Math.max(0, Math.min(width - 1, fx));
		fy = Math.max(0, Math.min(height - 1, fy));
		int x0 = (int) fx, y0 = (int) fy;
		float ax = fx - x0, ay = fy - y0;
		int x1 = Math.min(x0 + 1, width - 1), y1 = Math.min(y0 + 1, height - 1);
		float up = v[x0 + y0 * width] + ax * (v[x1 + y0 * width] - v[x0 + y0 * width]);
		float lo = v[x0 + y1 * width] + ax * (v[x1 + y1 * width] - v[x0 + y1 * width]);
		return up + ay * (lo - up);
	}

	@Override
	public MotionField at(final double instant, final Progress progress) {
		final float t = (float) instant;
		final int n = width * height;
		final float[] u0 = new float[n], v0 = new float[n], u1 = new float[n], v1 = new float[n], r0 = new float[n], r1 = new float[n];
		final float[] ax = new float[n], ay = new float[n], bx = new float[n], by = new float[n], weight = new float[n], conf = new float[n], still = new float[n], rs = new float[n];
		final float[] A = guide.first().values(), B = guide.second().values();
		final int iters = (int) P.f("iters", 4);
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++)
				for (int x = 0, i = y * width; x < width; x++, i++) {
					float u = f.u()[i], v = f.v()[i];
					for (int k = 0; k < iters; k++) {
						float nu = sample(f.u(), width, height, x - t * u, y - t * v);
						v = sample(f.v(), width, height, x - t * u, y - t * v);
						u = nu;
					}
					u0[i] = u; v0[i] = v; rs[i]=Math.abs(A[i]-B[i]);
					r0[i] = Math.abs(sample(A, width, height, x - t * u, y - t * v) - sample(B, width, height, x + (1 - t) * u, y + (1 - t) * v));
					u = -g.u()[i]; v = -g.v()[i];
					for (int k = 0; k < iters; k++) {
						float nu = -sample(g.u(), width, height, x + (1 - t) * u, y + (1 - t) * v);
						v = -sample(g.v(), width, height, x + (1 - t) * u, y + (1 - t) * v);
						u = nu;
					}
					u1[i] = u; v1[i] = v;
					r1[i] = Math.abs(sample(A, width, height, x - t * u, y - t * v) - sample(B, width, height, x + (1 - t) * u, y + (1 - t) * v));
				}
		});
		final int R = (int) P.f("cradius", 2);
		final float floor = P.f("cfloor", 2f);
		final float power = P.f("cpower", 1f);
		final float hard = P.f("hard", 0f);
		final float[] ox = new float[n], oy = new float[n], qx = new float[n], qy = new float[n], ow = new float[n], share = new float[n];
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++)
				for (int x = 0, i = y * width; x < width; x++, i++) {
					float s0 = 0, s1 = 0, ss = 0; int c = 0;
					for (int yy = Math.max(0, y - R); yy <= Math.min(height - 1, y + R); yy++)
						for (int xx = Math.max(0, x - R); xx <= Math.min(width - 1, x + R); xx++) {
							s0 += sq(r0[xx + yy * width]); s1 += sq(r1[xx + yy * width]); ss += sq(rs[xx + yy * width]); c++;
						}
					s0 = s0 / c + floor*floor; s1 = s1 / c + floor*floor; ss = ss / c + P.f("sfloor", 2)*P.f("sfloor", 2);
					float w0 = w(s0, power), w1 = w(s1, power), ws = w(ss, power) * P.f("sratio", 0.5f);
					float w = w1 / (w0 + w1);
					float du = u1[i] - u0[i], dv = v1[i] - v0[i];
					float u, v;
					if (du * du + dv * dv > 1) {
						if (hard > 0) { w = w > 0.5 ? 1 : 0; u = u0[i] + w * du; v = v0[i] + w * dv; }
						else {
						 boolean second = w > 0.5;
						 u = second ? u1[i] : u0[i]; v = second ? v1[i] : v0[i];
						 float uo = second ? u0[i] : u1[i], vo = second ? v0[i] : v1[i];
						 ox[i] = -t * uo; oy[i] = -t * vo; qx[i] = (1 - t) * uo; qy[i] = (1 - t) * vo;
						 ow[i] = wt(x, y, uo, vo, t);
						 share[i] = second ? 1 - w : w;
						}
						still[i] = ws / (ws + w0 + w1);
					} else { u = u0[i] + w * du; v = v0[i] + w * dv; still[i] = ws / (ws + w * w1 + (1 - w) * w0); }
					ax[i] = -t * u; ay[i] = -t * v; bx[i] = (1 - t) * u; by[i] = (1 - t) * v;
					weight[i] = wt(x, y, u, v, t);
					conf[i] = 1;
				}
		});
		MotionField o = new MotionField(width, height, ox, oy, qx, qy, ow, conf, still, t, null, null);
		return new MotionField(width, height, ax, ay, bx, by, weight, conf, still, t, o, share);
	}
	static float w(float s, float power) { return (float) Math.pow(s, -power); }
	float wt(int x, int y, float u, float v, float t) {
		final float occ = P.f("occ", 1f), base = P.f("occb", 0.05f), rel = P.f("occr", 0.01f);
		if (occ >= 1e6) return t;
		float xa = x - t * u, ya = y - t * v, xb = x + (1 - t) * u, yb = y + (1 - t) * v;
		float fu = sample(f.u(), width, height, xa, ya), fv = sample(f.v(), width, height, xa, ya);
		float gu = sample(g.u(), width, height, xb, yb), gv = sample(g.v(), width, height, xb, yb);
		float ea = sq(fu + sample(g.u(), width, height, xa + fu, ya + fv)) + sq(fv + sample(g.v(), width, height, xa + fu, ya + fv));
		float eb = sq(gu + sample(f.u(), width, height, xb + gu, yb + gv)) + sq(gv + sample(f.v(), width, height, xb + gu, yb + gv));
		float lim = occ + rel * (fu * fu + fv * fv + gu * gu + gv * gv);
		float oa = sq(ea) / (sq(ea) + sq(lim)), ob = sq(eb) / (sq(eb) + sq(lim));
		float wa = (1 - t) * (1 + base - ob), wb = t * (1 + base - oa);
		return wb / (wa + wb);
	}
	static float sq(float x) { return x * x; }
}
