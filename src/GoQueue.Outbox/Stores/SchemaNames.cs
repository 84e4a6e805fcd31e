using System.Buffers;

namespace GoQueue.Outbox.Stores;

/// <summary>Names of schemas and tables, which stand in statements as they are. Stateless.</summary>
internal static class SchemaNames
{
    private const int Longest = 40;

    private static readonly SearchValues<char> s_plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>The name itself, if it needs no quotes in any database.</summary>
    /// <exception cref="ArgumentException">It holds something else than letters, digits and underscores.</exception>
    public static string Require(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return IsPlain(name)
            ? name
            : throw new ArgumentException($"The name '{name}' of an outbox's schema is not plain: use at most {Longest} lower-case letters, digits and underscores, a letter first.", nameof(name));
    }

    /// <summary>A name made of a publisher's: what is not plain becomes an underscore.</summary>
    public static string Of(string? publisherName)
    {
        if (publisherName is null)
        {
            return "goqueue";
        }

        var name = $"goqueue_{publisherName.ToLowerInvariant()}";
        return string.Create(Math.Min(name.Length, Longest - 1), name, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i]) ? text[i] : '_';
            }
        });
    }

    private static bool IsPlain(string name) =>
        name.Length <= Longest && char.IsAsciiLetterLower(name[0]) && !name.AsSpan().ContainsAnyExcept(s_plain);
}
