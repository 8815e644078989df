package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** Sweeps that run down the plane together do what they do one after the other. */
class CheckerSolverTest {

	private static final float RELAXATION = 1.6f;

	@ParameterizedTest
	@CsvSource({ "1, 1, 3", "7, 1, 4", "1, 9, 4", "6, 19, 5", "7, 20, 6", "9, 41, 5", "12, 133, 7", "5, 200, 11" })
	void allSweepsGiveThePlainResult(final int width, final int height, final int sweeps) {
		final Random random = new Random(width * 31L + height);
		final float[][][] rows = new float[height][][];
		final float[][] u = new float[height][width];
		final float[][] v = new float[height][width];
		final CheckerSolver solver = new CheckerSolver(width, height);
		for (int y = 0; y < height; y++) {
			rows[y] = new float[7][width];
			for (int x = 0; x < width; x++) {
				rows[y][0][x] = 1 + random.nextFloat();
				rows[y][1][x] = 0.5f * random.nextFloat();
				rows[y][2][x] = 1 + random.nextFloat();
				rows[y][3][x] = random.nextFloat();
				rows[y][4][x] = random.nextFloat();
				rows[y][5][x] = x + 1 < width ? random.nextFloat() : 0;
				rows[y][6][x] = y + 1 < height ? random.nextFloat() : 0;
				u[y][x] = random.nextFloat();
				v[y][x] = random.nextFloat();
			}
			solver.setRow(y, u[y], v[y], rows[y]);
		}
		solver.solve(sweeps, RELAXATION, Progress.NONE);
		for (int half = 0; half < 2 * sweeps; half++)
			for (int y = 0; y < height; y++)
				for (int x = y + half & 1; x < width; x += 2) relax(rows, u, v, x, y);
		final float[] row = new float[width];
		for (int y = 0; y < height; y++) {
			solver.getU(y, row);
			assertArrayEquals(u[y], row, 1e-5f, "u of row " + y);
			solver.getV(y, row);
			assertArrayEquals(v[y], row, 1e-5f, "v of row " + y);
		}
	}

	private static void relax(final float[][][] rows, final float[][] u, final float[][] v, final int x, final int y) {
		double weight = 0;
		double sumU = 0;
		double sumV = 0;
		final int[][] neighbours = { { x - 1, y }, { x + 1, y }, { x, y - 1 }, { x, y + 1 } };
		for (int k = 0; k < 4; k++) {
			final int nx = neighbours[k][0];
			final int ny = neighbours[k][1];
			if (nx < 0 || ny < 0 || nx >= u[0].length || ny >= u.length) continue;
			final double w = rows[Math.min(y, ny)][k < 2 ? 5 : 6][Math.min(x, nx)];
			weight += w;
			sumU += w * u[ny][nx];
			sumV += w * v[ny][nx];
		}
		final float[][] row = rows[y];
		u[y][x] += RELAXATION * ((row[3][x] + sumU - row[1][x] * v[y][x]) / (row[0][x] + weight) - u[y][x]);
		v[y][x] += RELAXATION * ((row[4][x] + sumV - row[1][x] * u[y][x]) / (row[2][x] + weight) - v[y][x]);
	}

	@Test
	void stopsWhenAsked() {
		assertThrows(CancellationException.class, () -> new CheckerSolver(30, 300).solve(50, RELAXATION, new Impatient(5)));
	}
}
