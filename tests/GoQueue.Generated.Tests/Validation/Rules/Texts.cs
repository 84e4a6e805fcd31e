using CsCheck;

namespace GoQueue.Generated.Tests.Validation.Rules;

/// <summary>Texts made of the pieces that a rule looks at: far likelier to hit a difference than random ones.</summary>
internal static class Texts
{
    public static Gen<string> Of(params string[] pieces) => Gen.OneOf(pieces).Array[0, 9].Select(string.Concat);
}
