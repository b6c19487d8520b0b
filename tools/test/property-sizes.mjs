import fc from "fast-check";

// A `maxLength` is meant: left to itself, fast-check makes no list and no text longer than about ten, whatever the maximum is.
fc.configureGlobal({ defaultSizeToMaxWhenMaxSpecified: true });
