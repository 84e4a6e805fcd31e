using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>
/// Types of the framework whose value is not in their properties. System.Text.Json writes the properties, and neither a
/// consumer nor the reader gets the value back.
/// </summary>
internal static class JsonOpaqueTypes
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["BigInteger"] = "System.Numerics", ["Complex"] = "System.Numerics", ["StringBuilder"] = "System.Text", ["Rune"] = "System.Text", ["Encoding"] = "System.Text",
        ["Index"] = "System", ["Range"] = "System", ["Lazy"] = "System", ["TimeZoneInfo"] = "System", ["Random"] = "System", ["WeakReference"] = "System",
        ["CultureInfo"] = "System.Globalization", ["Regex"] = "System.Text.RegularExpressions", ["IPAddress"] = "System.Net", ["IPEndPoint"] = "System.Net",
        ["MailAddress"] = "System.Net.Mail", ["CancellationToken"] = "System.Threading", ["Task"] = "System.Threading.Tasks", ["ValueTask"] = "System.Threading.Tasks", ["Stream"] = "System.IO",
        ["Exception"] = "System", ["FileInfo"] = "System.IO", ["DirectoryInfo"] = "System.IO", ["BitVector32"] = "System.Collections.Specialized", ["PhysicalAddress"] = "System.Net.NetworkInformation",
        ["NameValueCollection"] = "System.Collections.Specialized", ["ILookup"] = "System.Linq", ["Lookup"] = "System.Linq", ["IGrouping"] = "System.Linq",
    };

    /// <summary>Whether a type is one of them, or derives from one.</summary>
    public static bool Contains(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (s_names.TryGetValue(current.Name, out var space) && JsonScalars.IsIn(current, space))
            {
                return !JsonConverterParser.HasConverter(type);
            }
        }

        return false;
    }
}
