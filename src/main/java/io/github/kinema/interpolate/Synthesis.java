package io.github.kinema.interpolate;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.motion.P;

public final class Synthesis {

	private static final int MODE = (int) P.f("mode", 3);
	private static final Kernel SHARP = (int) P.f("kernel", 4) == 1 ? Kernel.cubic(P.f("cubic",-0.75f)) : Kernel.lanczos((int) P.f("kernel",4));

	private Synthesis() {}

	public static Plane render(final Plane first, final Plane second,
		final MotionField field, final Progress progress)
	{
		final int width = first.width();
		final int height = first.height();
		final float[] softA = new float[width * height];
		final float[] softB = new float[width * height];
		final float[] sharpA = new float[width * height];
		final float[] sharpB = new float[width * height];
		final float[] out = new float[width * height];
		Bands.run(first.height(), progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0; x < width; x++) {
					final int i = x + y * width;
					sample(first, x + field.toFirstX()[i], y + field.toFirstY()[i], i, softA, sharpA);
					sample(second, x + field.toSecondX()[i], y + field.toSecondY()[i], i, softB, sharpB);
				}
			}
		});
		final int R = (int) P.f("radius", 2);
		final float bias = P.f("bias", 0f);
		Bands.run(first.height(), progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0; x < width; x++) {
					final int i = x + y * width;
					float g = MODE == 0 ? 0 : 1;
					if (MODE == 3) {
						float sab = 0, saa = 0;
						for (int yy = Math.max(0, y - R); yy <= Math.min(height - 1, y + R); yy++)
							for (int xx = Math.max(0, x - R); xx <= Math.min(width - 1, x + R); xx++) {
								final int j = xx + yy * width;
								float ha = sharpA[j] - softA[j], hb = sharpB[j] - softB[j];
								sab += ha * hb;
								saa += 0.5f * (ha * ha + hb * hb);
							}
						sab = Math.max(0, sab-bias*saa);
						g = saa > 0 ? 2 * sab / (sab + saa*(1-bias)) : 0;
					}
					float a = softA[i] + g * (sharpA[i] - softA[i]);
					float b = softB[i] + g * (sharpB[i] - softB[i]);
					out[i] = a + field.weight()[i] * (b - a);
					if (field.share() != null && field.share()[i] > 0) {
						MotionField o = field.other();
						float oa = lin(first, x + o.toFirstX()[i], y + o.toFirstY()[i]), ob = lin(second, x + o.toSecondX()[i], y + o.toSecondY()[i]);
						out[i] += field.share()[i] * (oa + o.weight()[i] * (ob - oa) - out[i]);
					}
					float A = first.values()[i], B = second.values()[i];
					if (field.still()[i] > 0) out[i] += field.still()[i] * (A + field.t() * (B - A) - out[i]);
				}
			}
		});
		return new Plane(width, first.height(), out);
	}

	static float lin(Plane p, float fx, float fy) {
		return FlowMotion.sample(p.values(), p.width(), p.height(), fx, fy);
	}
	private static void sample(final Plane plane, float fx, float fy, int i, float[] soft, float[] sharp) {
		final int width = plane.width(), height = plane.height();
		final float[] v = plane.values();
		fx = Math.max(0, Math.min(width - 1, fx));
		fy = Math.max(0, Math.min(height - 1, fy));
		int x0 = (int) fx, y0 = (int) fy;
		float ax = fx - x0, ay = fy - y0;
		int x1 = Math.min(x0 + 1, width - 1), y1 = Math.min(y0 + 1, height - 1);
		float up = v[x0 + y0 * width] + ax * (v[x1 + y0 * width] - v[x0 + y0 * width]);
		float lo = v[x0 + y1 * width] + ax * (v[x1 + y1 * width] - v[x0 + y1 * width]);
		soft[i] = up + ay * (lo - up);
		if (MODE == 0) return;
		float[] wx = SHARP.at(ax), wy = SHARP.at(ay);
		int r = SHARP.reach;
		float sum = 0, min = Float.MAX_VALUE, max = -Float.MAX_VALUE;
		for (int k = 0; k < 2 * r; k++) {
			int row = Math.max(0, Math.min(height - 1, y0 + k + 1 - r)) * width;
			float s = 0;
			for (int j = 0; j < 2 * r; j++) {
				float q = v[row + Math.max(0, Math.min(width - 1, x0 + j + 1 - r))];
				s += wx[j] * q;
				if(k>=r-2&&k<=r+1&&j>=r-2&&j<=r+1){
				min = Math.min(min, q);
				max = Math.max(max, q);}
			}
			sum += wy[k] * s;
		}
		sharp[i] = Math.max(min, Math.min(max, sum));
	}
}
