using System.Globalization;

namespace GoQueue.Generators.Contracts;

/// <summary>One difference between two contracts of an event.</summary>
/// <param name="Row">What it means.</param>
/// <param name="Path">The place: a path, <c>header tenant</c>, <c>key</c>, or empty for the event.</param>
/// <param name="Before">What it was; empty if it was not there.</param>
/// <param name="After">What it is; empty if it is gone.</param>
internal sealed record ContractChange(ContractRow Row, string Path, string Before, string After)
{
    /// <summary>What has changed, as a clause: <c>'.name' was string and is string?</c>.</summary>
    public string What => (Path.Length, Before.Length, After.Length) switch
    {
        (0, 0, _) => After,
        (_, 0, _) => $"'{Path}' ({After}) is new",
        (_, _, 0) => $"'{Path}' ({Before}) is gone",
        (0, _, _) => $"{Before} has become {After}",
        _ => $"'{Path}' was {Before} and is {After}",
    };

    /// <summary>Who gets what of it.</summary>
    public string EffectFor(string version) => string.Format(CultureInfo.InvariantCulture, Row.Effect, version);
}
