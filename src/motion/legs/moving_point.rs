//! A point that moves as a mass can: a Kalman filter of constant velocity.

/// A point with its velocity and what is known of both; the same in both directions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MovingPoint {
    at_px: [f64; 2],
    velocity_px_s: [f64; 2],
    /// Variances of place and velocity, and their covariance.
    place_var: f64,
    covariance: f64,
    velocity_var: f64,
}

impl MovingPoint {
    /// A point of which only the greatest speed is known, and its place where it is seen.
    pub(super) fn starting(at_px: Option<[f64; 2]>, noise_px: f64, speed_px_s: f64) -> Self {
        Self {
            at_px: at_px.unwrap_or_default(),
            velocity_px_s: [0.0; 2],
            place_var: at_px.map_or(f64::INFINITY, |_| noise_px.powi(2)),
            covariance: 0.0,
            velocity_var: speed_px_s.powi(2),
        }
    }

    /// Some time later, pushed by accelerations of that standard deviation.
    pub(super) fn after(&self, time_s: f64, acceleration_px_s2: f64) -> Self {
        let push = acceleration_px_s2.powi(2);
        Self {
            at_px: plus(self.at_px, time_s, self.velocity_px_s),
            velocity_px_s: self.velocity_px_s,
            place_var: self.place_var
                + 2.0 * time_s * self.covariance
                + time_s.powi(2) * self.velocity_var
                + push * time_s.powi(4) / 4.0,
            covariance: self.covariance + time_s * self.velocity_var + push * time_s.powi(3) / 2.0,
            velocity_var: self.velocity_var + push * time_s.powi(2),
        }
    }

    /// How far a place is from where the point is expected, in squared standard deviations; 0 where nothing was known.
    pub(super) fn distance(&self, at_px: [f64; 2], noise_px: f64) -> f64 {
        let (dx, dy) = (at_px[0] - self.at_px[0], at_px[1] - self.at_px[1]);
        (dx * dx + dy * dy) / (self.place_var + noise_px.powi(2))
    }

    /// The chance that it is outside a picture of that width and height, by the edge that it is nearest to or farthest
    /// beyond; 0 where nothing is known of it.
    pub(super) fn chance_outside(&self, size_px: [f64; 2]) -> f64 {
        let beyond = |i: usize| (-self.at_px[i]).max(self.at_px[i] - size_px[i]);
        let deviations = beyond(0).max(beyond(1)) / self.place_var.sqrt();
        match self.place_var.is_finite() {
            // the logistic curve is within 0.01 of the normal distribution's
            true => 1.0 / (1.0 + (-1.702 * deviations).exp()),
            false => 0.0,
        }
    }

    /// With what a place says.
    pub(super) fn seen_at(&self, at_px: [f64; 2], noise_px: f64) -> Self {
        if self.place_var.is_infinite() {
            let speed_px_s = self.velocity_var.sqrt();
            return Self::starting(Some(at_px), noise_px, speed_px_s);
        }
        let total = self.place_var + noise_px.powi(2);
        let (gain, velocity_gain) = (self.place_var / total, self.covariance / total);
        let off = plus(at_px, -1.0, self.at_px);
        Self {
            at_px: plus(self.at_px, gain, off),
            velocity_px_s: plus(self.velocity_px_s, velocity_gain, off),
            place_var: self.place_var * (1.0 - gain),
            covariance: self.covariance * (1.0 - gain),
            velocity_var: self.velocity_var - velocity_gain * self.covariance,
        }
    }
}

/// A vector and so many times another one.
fn plus(vector: [f64; 2], times: f64, other: [f64; 2]) -> [f64; 2] {
    [vector[0] + times * other[0], vector[1] + times * other[1]]
}
