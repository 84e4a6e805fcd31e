using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c> and <c>[Length]</c>: of strings in UTF-16 units, of collections in elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LengthRule
{
    /// <summary>Whether the length is within both limits.</summary>
    /// <param name="length">The length of the value.</param>
    /// <param name="minimum">The smallest allowed length.</param>
    /// <param name="maximum">The largest allowed length; <see cref="int.MaxValue"/> where there is none.</param>
    public static bool Holds(int length, int minimum, int maximum) => length >= minimum && length <= maximum;
}
