//! Article to annotations: language, dates, entities, fingerprint.  Pure.
