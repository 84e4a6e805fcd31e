using System.Globalization;
using System.Text;

namespace GoQueue.Generators.Benchmarks;

/// <summary>
/// The sources that are measured: 1,000 events of ten members in 100 files, and 200 nested records of five members in 20 files, each the
/// member of five events. Half of the members carry a rule.
/// </summary>
internal static class Corpus
{
    public const int Events = 1000;

    private const int Groups = 200;
    private const int PerFile = 10;

    /// <summary>What <c>ImplicitUsings</c> adds to a console project.</summary>
    public const string ImplicitUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    /// <summary>The files by name: <c>Events0.cs</c> to <c>Events99.cs</c>, <c>Groups0.cs</c> to <c>Groups19.cs</c>, <c>Service.cs</c>.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Write();

    private static Dictionary<string, string> Write()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Service.cs"] = """
                namespace Shop.Services;

                public static class Service
                {
                    public static int Answer() => 42;
                }
                """,
        };
        for (var file = 0; file < Events / PerFile; file++)
        {
            files.Add(string.Create(CultureInfo.InvariantCulture, $"Events{file}.cs"), FileOf(file, Event));
        }

        for (var file = 0; file < Groups / PerFile; file++)
        {
            files.Add(string.Create(CultureInfo.InvariantCulture, $"Groups{file}.cs"), FileOf(file, Group));
        }

        return files;
    }

    private static string FileOf(int file, Func<int, string> declaration)
    {
        var text = new StringBuilder("""
            using System.ComponentModel.DataAnnotations;
            using GoQueue;

            namespace Shop.Events;

            """);
        for (var i = file * PerFile; i < (file + 1) * PerFile; i++)
        {
            text.Append('\n').Append(declaration(i)).Append('\n');
        }

        return text.ToString();
    }

    private static string Event(int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        /// <summary>Event {{i}}.</summary>
        [GoQueueEvent("topic-{{i % 20}}", "thing.happened.{{i}}", "1.0")]
        public sealed partial record Event{{i}}(
            Guid Id,
            [EmailAddress] string Email,
            [StringLength(100, MinimumLength = 1)] string Name,
            [Range(1, 1000)] int Quantity,
            DateTimeOffset At,
            decimal Price,
            Kind{{i % Groups}} Kind,
            Group{{i % Groups}} Group,
            [MinLength(1)] IReadOnlyList<string> Tags)
        {
            [Phone] public string? Phone { get; init; }
        }
        """);

    private static string Group(int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        /// <summary>Group {{i}}.</summary>
        public sealed record Group{{i}}([StringLength(20)] string Code, int Count, string? Note, bool Active, DateOnly Since);

        /// <summary>Kind {{i}}.</summary>
        public enum Kind{{i}} { None, First, Second }
        """);
}
