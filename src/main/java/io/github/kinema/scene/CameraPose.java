package io.github.kinema.scene;

/**
 * Where a camera is and where it looks, in the order of the TUM trajectory format: the rigid transform from the camera
 * (x right, y down, z ahead) to the world, as a translation and a unit quaternion.
 *
 * @param time in frames, from 0
 * @param tx position of the camera in the world
 * @param ty the same, along y, which points down
 * @param tz the same, along z
 * @param qx imaginary part of the rotation
 * @param qy imaginary part of the rotation
 * @param qz imaginary part of the rotation
 * @param qw real part of the rotation, not negative
 */
public record CameraPose(double time, double tx, double ty, double tz, double qx, double qy, double qz, double qw) {}
