using System.ComponentModel;

namespace GoQueue.Generated.Validation;

/// <summary>Checks the rules of one value and adds what it finds. Allocates nothing where all rules hold.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="value">The value, not null.</param>
/// <param name="failures">Collects the failures.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void EventValidator<in T>(T value, ref ValidationFailures failures);
