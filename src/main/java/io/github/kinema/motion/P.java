package io.github.kinema.motion;
public final class P { public static float f(String n, float d){ String s=System.getProperty(n); return s==null?d:Float.parseFloat(s);} }
