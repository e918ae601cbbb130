#pragma once
// What the library exports, and the namespace that each of its versions has for itself.

/// Stands at the classes and functions that hosts use: all others are hidden, also in a shared library. BAREM_LOCAL, for the library: hidden
/// though it is a member of such a class.
#if defined(__GNUC__)
#define BAREM_API __attribute__((visibility("default")))
#define BAREM_LOCAL __attribute__((visibility("hidden")))
#else
#define BAREM_API
#define BAREM_LOCAL
#endif

/// Hosts write barem::ruleset; linkers see barem::v0_1::ruleset. So programs that were compiled for another version do not link, and two
/// versions in one process do not meet. Changes with the version of the shared library: before 1.0 with every minor one.
#define BAREM_VERSION_NAMESPACE v0_1
