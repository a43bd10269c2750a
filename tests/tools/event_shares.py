#!/usr/bin/env python3
"""Works out when leg and foot do something that can be seen, against initial contact and foot off.

    tests/tools/event_shares.py

Reads the mean curves of Schwartz 2008 from src/evidence/data and moves a stick figure of Winter's proportions (leg of
0.93 m, height 1.75 m) by them, seen from the side. The hips go ahead evenly at the study's own speed. Prints, in
shares of the stride at the five speeds from very fast to very slow, how long after the event each moment comes. The
numbers stand in src/gait/events/side_signs.rs and front_view.rs. Positions are smoothed as the program does (6 Hz, both ways).

Needs numpy and scipy.
"""

import csv
from pathlib import Path

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.signal import butter, filtfilt

DATA = Path(__file__).parents[2] / "src/evidence/data/curves_schwartz2008.csv"
SPEEDS = ("very_fast", "fast", "usual", "slow", "very_slow")
# the study's speed over sqrt(g l), cadence as stride times of a leg of 0.93 m, and foot off in strides
SPEED = {"very_fast": 0.694, "fast": 0.560, "usual": 0.429, "slow": 0.290, "very_slow": 0.172}
STRIDE_S = {"very_fast": 0.81, "fast": 0.93, "usual": 1.09, "slow": 1.35, "very_slow": 1.83}
FOOT_OFF = {"very_fast": 0.56, "fast": 0.58, "usual": 0.59, "slow": 0.62, "very_slow": 0.68}
LEG_M, HEIGHT_M, G = 0.93, 1.75, 9.81
# Winter 2009: thigh, shank, height of the ankle, and how far heel and toes are behind and before it, in heights
THIGH, SHANK, ANKLE, HEEL, TOE = 0.245, 0.246, 0.039, 0.035, 0.115
# as in src/gait/events/landing.rs, in strides and heights
RESTS, SOUGHT, NEAR, FAR = (0.05, 0.20), 0.2, 0.015, 0.12
# of a camera before or behind the walker: its height, and how far it is at contact, in heights
CAMERA_HEIGHTS, FAR_AWAY, NEAR_BY = (1 / 3, 1 / 2, 2 / 3), 4.0, 1.5
HIP_UP = 0.53
RATE_HZ, CUTOFF_HZ, STRIDES = 1000.0, 6.0, 6


def mean_curves():
    rows = csv.DictReader(DATA.open())
    shares = [str(i) for i in range(0, 101, 2)]
    return {
        (row["speed"], row["angle"]): np.array([float(row[s]) for s in shares])
        for row in rows
        if row["statistic"] == "mean"
    }


def periodic(curve, phase):
    closed = np.append(curve[:-1], curve[0])
    return np.radians(CubicSpline(np.linspace(0, 1, 51), closed, bc_type="periodic")(phase))


def along(angle, length):
    """A segment that hangs down, turned forward: ahead, down."""
    return length * np.stack([np.sin(angle), np.cos(angle)], 1)


class Walk:
    """Hip, knee, ankle, heel and toe of one leg through some strides; ahead and down, in heights."""

    def __init__(self, curves, speed):
        self.stride_s = STRIDE_S[speed]
        self.time_s = np.arange(int(STRIDES * self.stride_s * RATE_HZ)) / RATE_HZ
        phase = self.time_s / self.stride_s % 1
        thigh = periodic(curves[speed, "thigh_deg"], phase)
        shank = thigh - periodic(curves[speed, "knee_flexion_deg"], phase)
        pitch = shank + periodic(curves[speed, "ankle_dorsiflexion_deg"], phase)
        gone = SPEED[speed] * np.sqrt(G * LEG_M) / HEIGHT_M * self.time_s
        hip = np.stack([gone, np.zeros_like(gone)], 1)
        knee = hip + along(thigh, THIGH)
        ankle = knee + along(shank, SHANK)
        ahead = np.stack([np.cos(pitch), -np.sin(pitch)], 1)
        sole = ankle + along(pitch, ANKLE)
        points = (hip, knee, ankle, sole - HEEL * ahead, sole + TOE * ahead)
        low = butter(2, CUTOFF_HZ / (RATE_HZ / 2))
        self.hip, self.knee, self.ankle, self.heel, self.toe = (filtfilt(*low, p, axis=0) for p in points)

    def toes_up(self):
        return np.arctan2(self.heel[:, 1] - self.toe[:, 1], self.toe[:, 0] - self.heel[:, 0])

    def shank_ahead(self):
        return np.arctan2(self.ankle[:, 0] - self.knee[:, 0], self.ankle[:, 1] - self.knee[:, 1])

    def largest(self, size, event):
        """Where it is largest close to an event of the third stride, in strides after it."""
        near = np.abs(self.time_s / self.stride_s - event) < 0.1
        return self.time_s[near][np.argmax(size[near])] / self.stride_s - event

    def heel_rests(self, contact):
        """When the heel rests, in strides after a contact: see src/gait/events/landing.rs."""
        phase = self.time_s / self.stride_s - contact
        rests = (phase > RESTS[0]) & (phase < RESTS[1])
        left = np.hypot(*(self.heel - np.median(self.heel[rests], axis=0)).T)
        first = np.flatnonzero((phase > -SOUGHT) & (left < FAR))[0]
        end = first + np.flatnonzero(left[first:] < NEAR)[0]
        slope, root = np.polyfit(self.time_s[first:end], np.sqrt(left[first:end]), 1)
        return -root / slope / self.stride_s - contact

    def down_in_picture(self, joints, camera_up, distance, toward):
        """Speed of joints against the hips down the picture (up for a walk away), in heights a second."""
        ahead = self.hip[:, 0] - self.hip[int(3.0 * self.stride_s * RATE_HZ), 0]

        def picture(point):
            depth = distance - toward * (ahead + point[:, 0] - self.hip[:, 0])
            return distance * (camera_up - HIP_UP + point[:, 1]) / depth

        mean = sum(picture(getattr(self, joint)) for joint in joints) / len(joints)
        return toward * np.gradient(mean - picture(self.hip), self.time_s)

    def edge(self, speed, within, ratio, step, event):
        """From the peak between two strides on (or back) to a ratio of it, in strides after an event."""
        first, last = (int(strides * self.stride_s * RATE_HZ) for strides in within)
        peak = frame = first + int(np.argmax(speed[first:last]))
        while speed[frame] > ratio * speed[peak]:
            frame += step
        return self.time_s[frame] / self.stride_s - event


def camera_shares(walk, off, distance):
    """Foot off and contact from the front, then from behind, in strides after the event."""
    contact, foot = 3.0, ("ankle", "heel", "toe")
    shares = []
    for up in CAMERA_HEIGHTS:
        front = walk.down_in_picture(foot, up, distance, 1.0)
        lift = walk.down_in_picture(foot, up, distance, -1.0)
        toes = walk.down_in_picture(("toe",), up, distance, -1.0)
        swing, lifted, rising = (2.55, 3.0), (2.3, off + 0.08), (2.7, 3.0)
        shares.append((
            walk.edge(front, swing, 0.5, -1, off),
            walk.edge(front, swing, 0.7, 1, contact),
            walk.edge(lift, lifted, 0.5, 1, off),
            walk.edge(toes, rising, 0.5, 1, contact),
        ))
    return np.mean(shares, axis=0)


def main():
    curves = mean_curves()
    walks = {speed: Walk(curves, speed) for speed in SPEEDS}
    contact, off = 3.0, {speed: 2.0 + FOOT_OFF[speed] for speed in SPEEDS}
    moments = {
        "contact: shank ahead": lambda s, w: w.largest(w.shank_ahead(), contact),
        "contact: toes up": lambda s, w: w.largest(w.toes_up(), contact),
        "contact: heel rests": lambda s, w: w.heel_rests(contact),
        "foot off: toes behind": lambda s, w: w.largest(w.hip[:, 0] - w.toe[:, 0], off[s]),
        "foot off: toes down": lambda s, w: w.largest(-w.toes_up(), off[s]),
    }
    for name, of in moments.items():
        print(f"{name:22}", " ".join(f"{of(s, w):6.3f}" for s, w in walks.items()))
    names = ("front: foot off", "front: contact", "rear: foot off", "rear: contact")
    for distance in (FAR_AWAY, NEAR_BY):
        shares = np.array([camera_shares(walks[s], off[s], distance) for s in SPEEDS])
        for name, row in zip(names, shares.T):
            print(f"{name:15} {distance:3.1f} h", " ".join(f"{share:6.3f}" for share in row))


if __name__ == "__main__":
    main()
