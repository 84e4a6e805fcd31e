using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[EnumDataType]</c> of an enum with <c>[Flags]</c>. Others are a list of constants, which generated code writes out.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EnumDataTypeRule
{
    /// <summary>
    /// Whether the value has a name, or is taken apart into named values without a rest, the largest first: what
    /// <see cref="Enum.ToString()"/> does, and so the attribute.
    /// </summary>
    /// <param name="value">The value, sign extended.</param>
    /// <param name="named">The values that have a name, sign extended, largest first.</param>
    public static bool IsCombination(ulong value, ReadOnlySpan<ulong> named)
    {
        var rest = value;
        foreach (var flag in named)
        {
            if (flag == value)
            {
                return true;
            }

            if (flag != 0 && (rest & flag) == flag)
            {
                rest -= flag;
            }
        }

        return value != 0 && rest == 0;
    }
}
