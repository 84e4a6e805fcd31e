using System.Globalization;
using System.Text;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>The naming policies of System.Text.Json, which a compiler on another runtime does not have; tests hold them against the originals.</summary>
internal static class JsonNaming
{
    public static string Convert(string name, string policy) => policy switch
    {
        "CamelCase" => Camel(name),
        "SnakeCaseLower" => Separated(name, '_', lower: true),
        "SnakeCaseUpper" => Separated(name, '_', lower: false),
        "KebabCaseLower" => Separated(name, '-', lower: true),
        "KebabCaseUpper" => Separated(name, '-', lower: false),
        _ => name,
    };

    /// <summary>Whether a name can be written: half a surrogate pair cannot.</summary>
    public static bool IsText(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogate(name[i]))
            {
                if (i + 1 == name.Length || !char.IsSurrogatePair(name[i], name[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    // Lowers the leading run of capitals, but not the last of them when a word begins with it: "IOStream" gives "ioStream".
    private static string Camel(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0]))
        {
            return name;
        }

        var characters = name.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (i == 1 && !char.IsUpper(characters[i]))
            {
                break;
            }

            if (i > 0 && i + 1 < characters.Length && !char.IsUpper(characters[i + 1]))
            {
                if (characters[i + 1] == ' ')
                {
                    characters[i] = char.ToLowerInvariant(characters[i]);
                }

                break;
            }

            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return new string(characters);
    }

    private static string Separated(string name, char separator, bool lower)
    {
        var result = new StringBuilder(name.Length + 8);
        var state = State.Start;
        for (var i = 0; i < name.Length; i++)
        {
            var current = name[i];
            switch (char.GetUnicodeCategory(current))
            {
                case UnicodeCategory.UppercaseLetter:
                    if (state is State.LowercaseLetterOrDigit or State.Space
                        || (state == State.UppercaseLetter && i + 1 < name.Length && char.IsLower(name[i + 1])))
                    {
                        result.Append(separator);
                    }

                    result.Append(lower ? char.ToLowerInvariant(current) : current);
                    state = State.UppercaseLetter;
                    break;

                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (state == State.Space)
                    {
                        result.Append(separator);
                    }

                    result.Append(lower ? current : char.ToUpperInvariant(current));
                    state = State.LowercaseLetterOrDigit;
                    break;

                case UnicodeCategory.SpaceSeparator:
                    if (state != State.Start)
                    {
                        state = State.Space;
                    }

                    break;

                default:
                    result.Append(current);
                    state = State.Start;
                    break;
            }
        }

        return result.ToString();
    }

    private enum State
    {
        Start,
        UppercaseLetter,
        LowercaseLetterOrDigit,
        Space,
    }
}
