using System.Buffers;
using System.Text;
using System.Text.Json;

namespace GoQueue.Generated.Json;

/// <summary>Finds where in an event the writing of its JSON ended.</summary>
internal static class JsonPath
{
    // A cycle fails 64 levels deep; nobody reads more than where it begins.
    private const int LongestPath = 300;

    // As System.Text.Json: names with these stand in brackets.
    private static readonly SearchValues<char> s_special = SearchValues.Create(". '/\"[]()\t\n\r\f\b\\\u0085\u2028\u2029");

    /// <summary>
    /// The path of the value that was to be written next: <c>$.lines[3].price</c>. The writers keep no path, because only a failure needs
    /// one; what they wrote up to there tells it.
    /// </summary>
    /// <param name="json">JSON that breaks off.</param>
    /// <returns>The path; as far as it can be read.</returns>
    public static string OfUnfinished(ReadOnlySpan<byte> json) => Text(StepsOf(json), hidden: null);

    /// <summary>The path of the value that was to be written next, with the names of some steps hidden.</summary>
    /// <param name="steps">The steps of <see cref="StepsOf"/>.</param>
    /// <param name="hidden">Whether the name of a step is hidden, by the step's place; null = no name is.</param>
    public static string Text(IReadOnlyList<JsonStep> steps, Func<int, bool>? hidden)
    {
        var path = new StringBuilder("$");
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step.Index >= 0)
            {
                path.Append('[').Append(step.Index).Append(']');
            }
            else if (step.Name is not null && hidden?.Invoke(i) == true)
            {
                path.Append("[***]");
            }
            else if (step.Name is { } name)
            {
                _ = name.AsSpan().ContainsAny(s_special) ? path.Append("['").Append(name).Append("']") : path.Append('.').Append(name);
            }

            if (path.Length > LongestPath)
            {
                return path.ToString(0, LongestPath) + "…";
            }
        }

        return path.ToString();
    }

    /// <summary>The steps from the root to the value that was to be written next; as far as they can be read.</summary>
    /// <param name="json">JSON that breaks off.</param>
    public static List<JsonStep> StepsOf(ReadOnlySpan<byte> json)
    {
        // With a space behind it, a number at the end is known to be whole.
        var bytes = ArrayPool<byte>.Shared.Rent(json.Length + 1);
        json.CopyTo(bytes);
        bytes[json.Length] = (byte)' ';
        var steps = new List<JsonStep>();
        try
        {
            Read(bytes.AsSpan(0, json.Length + 1), steps);
        }
        catch (JsonException)
        {
            // Half a token: the path up to it stands.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }

        return steps;
    }

    private static void Read(ReadOnlySpan<byte> json, List<JsonStep> steps)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1000 }));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    steps[^1] = new JsonStep(reader.GetString(), -1);
                    break;

                case JsonTokenType.StartObject:
                    steps.Add(new JsonStep(null, -1));
                    break;

                case JsonTokenType.StartArray:
                    steps.Add(new JsonStep(null, 0));
                    break;

                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    steps.RemoveAt(steps.Count - 1);
                    Complete(steps);
                    break;

                default:
                    Complete(steps);
                    break;
            }
        }
    }

    // A value is whole: the next one of an array is meant, or a member whose name is not yet written.
    private static void Complete(List<JsonStep> steps)
    {
        if (steps.Count > 0)
        {
            var last = steps[^1];
            steps[^1] = last.Index < 0 ? new JsonStep(null, -1) : new JsonStep(null, last.Index + 1);
        }
    }
}
