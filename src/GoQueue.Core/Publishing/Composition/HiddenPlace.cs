using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GoQueue.Generated.Json;

namespace GoQueue.Publishing.Composition;

/// <summary>
/// Where the writing of an event with hidden members failed. The event is written a second time with these members
/// masked: what lies below a masked value, and every name that the second text does not have, is hidden. Names that a
/// type declares are shown all the same, because they are in the source code.
/// </summary>
internal sealed class HiddenPlace
{
    private readonly List<JsonStep> _steps;
    private readonly bool[] _isDeclared;
    private readonly int _visible;

    private HiddenPlace(List<JsonStep> steps, bool[] isDeclared, int visible, bool isHidden)
    {
        _steps = steps;
        _isDeclared = isDeclared;
        _visible = visible;
        IsHidden = isHidden;
    }

    /// <summary>Whether the failed value is hidden, or may be: then the text of its exception may quote it.</summary>
    public bool IsHidden { get; }

    /// <param name="json">The event's JSON as far as it was written.</param>
    /// <param name="redacted">The same with hidden members masked, as far as it could be written.</param>
    /// <param name="isWhole">Whether all of <paramref name="redacted"/> could be written.</param>
    /// <param name="type">The event's metadata; null if it has none.</param>
    public static HiddenPlace Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> redacted, bool isWhole, JsonTypeInfo? type)
    {
        var steps = JsonPath.StepsOf(json);

        // With a space behind it, a number at the end is known to be whole.
        var visible = VisibleSteps([.. redacted, (byte)' '], steps, out var isMasked);
        return new HiddenPlace(steps, DeclaredSteps(type, steps), visible, isMasked || isWhole);
    }

    /// <summary>The path, for people: <c>$.accounts[***]</c>.</summary>
    public override string ToString() => JsonPath.Text(_steps, place => place >= _visible && !_isDeclared[place]);

    private static int VisibleSteps(ReadOnlySpan<byte> redacted, List<JsonStep> steps, out bool isMasked)
    {
        isMasked = true;
        var reader = new Utf8JsonReader(redacted, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1000 }));
        try
        {
            for (var i = 0; i < steps.Count; i++)
            {
                if (!reader.Read())
                {
                    return i;
                }

                if (steps[i] is { Name: null, Index: < 0 } && reader.TokenType == JsonTokenType.StartObject)
                {
                    // Between two members, before a name was written.
                    isMasked = false;
                    return steps.Count;
                }

                if (!(steps[i].Index < 0 ? MoveToMember(ref reader, steps[i].Name) : MoveToElement(ref reader, steps[i].Index)))
                {
                    return i;
                }
            }

            // A value there was written, so it is masked.
            isMasked = reader.Read();
        }
        catch (JsonException)
        {
            // The text cannot be trusted: everything is hidden.
            return 0;
        }

        return steps.Count;
    }

    private static bool MoveToMember(ref Utf8JsonReader reader, string? name)
    {
        if (reader.TokenType != JsonTokenType.StartObject || name is null)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }

            if (!reader.TrySkip())
            {
                return false;
            }
        }

        return false;
    }

    private static bool MoveToElement(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        for (var i = 0; i < index; i++)
        {
            if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray || !reader.TrySkip())
            {
                return false;
            }
        }

        return true;
    }

    private static bool[] DeclaredSteps(JsonTypeInfo? type, List<JsonStep> steps)
    {
        var isDeclared = new bool[steps.Count];
        for (var i = 0; i < steps.Count && type is not null; i++)
        {
            var step = steps[i];
            var property = type.Kind == JsonTypeInfoKind.Object ? type.Properties.FirstOrDefault(property => property.Name == step.Name) : null;
            isDeclared[i] = property is not null;
            var next = step.Index >= 0 || type.Kind == JsonTypeInfoKind.Dictionary ? type.ElementType : property?.PropertyType;
            type = next is not null && type.Options.TryGetTypeInfo(next, out var found) ? found : null;
        }

        return isDeclared;
    }
}
