using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GoQueue.Generators.Tests.Documentation;

/// <summary>ARCHITECTURE.md's lists of rooms hold in the sources.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "src/GoQueue.Core";
    private const string RabbitMQ = "src/GoQueue.Core/Transports/RabbitMQ";
    private const string Generators = "src/GoQueue.Generators";

    // Decision 153: types that users name are where they look for them, whatever the room of their file.
    private static readonly string[] s_publicNamespaces = ["GoQueue", "GoQueue.RabbitMQ", "GoQueue.Pipeline", "GoQueue.Formats", "GoQueue.InMemory"];

    public static TheoryData<string> Lists => [Core, RabbitMQ, Generators];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_room_uses_only_rooms_of_earlier_lines(string folder)
    {
        var compilation = SourceCompilations.Of(folder);
        SourceCompilations.AssertResolved(compilation);
        AssertNone(RoomUses.Upward(Floors.Read(folder), compilation));
    }

    [Fact]
    public void The_rooms_of_Core_are_those_that_were_decided() => Assert.Equal(
        ["Messages", "Formats", "Diagnostics", "Delivery", "Transports", "Publishing", "Hosting"],
        Floors.Read(Core).Lines.Select(line => Assert.Single(line.Rooms)));

    [Theory]
    [MemberData(nameof(Lists))]
    public void The_folders_of_two_levels_are_those_of_the_list(string folder)
    {
        var floors = Floors.Read(folder);
        var files = SourceCompilations.FilesOf(folder).Select(path => path[(folder.Length + 1)..].Split('/')).ToArray();
        Assert.Equal(floors.Rooms.Order(StringComparer.Ordinal), files.Select(parts => parts.Length == 1 ? Floors.Itself : parts[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            floors.Lines.SelectMany(line => line.Folders).Order(StringComparer.Ordinal),
            files.Where(parts => parts.Length > 2).Select(parts => $"{parts[0]}/{parts[1]}").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("1. `Low`: a room.\n2. `High`: a room.\n\nAllowed: `Low` uses `High`.")]
    [InlineData("1. `Low`: a room.\n2. `High`: a room, of which `Low` uses a type.")]
    [InlineData("1. `Low`: a room.\n* `Low` → `High`\n2. `High`: a room.")]
    public void A_list_with_an_exception_is_refused(string list) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Floors.Parse("src/X", $"### `src/X`\n\n{list}\n"));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Internal_namespaces_are_folders(string folder)
    {
        var project = folder.StartsWith(Core, StringComparison.Ordinal) ? Core : folder;
        var root = project == Core ? "GoQueue" : "GoQueue.Generators";
        List<string> wrong = [];
        foreach (var type in TypesOf(SourceCompilations.Of(folder).Assembly.GlobalNamespace))
        {
            var name = type.ContainingNamespace.ToDisplayString();
            foreach (var path in type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).Where(path => path.StartsWith($"/{folder}/", StringComparison.Ordinal)))
            {
                var parts = path[(project.Length + 2)..].Split('/');
                if (type.DeclaredAccessibility == Accessibility.Public ? !s_publicNamespaces.Contains(name) : name != string.Join('.', [root, .. parts[..^1]]))
                {
                    wrong.Add($"{path}: {name}");
                }
            }
        }

        AssertNone(wrong);
    }

    [Theory]
    [InlineData(Core, "Messages/Bad.cs", "static object M() => new GoQueue.Hosting.PublisherSetup();", "uses PublisherSetup.new of room Hosting")]
    [InlineData(Core, "Formats/Bad.cs", "static void M(GoQueue.Formats.BadHelp help) { var plan = help.Plan; }", "uses EventPlan of room Publishing")]
    [InlineData(Core, "Delivery/Bad.cs", "static void M() { GoQueue.BadExtensions.Extend(1); }", "uses BadExtensions.Extend of room Hosting")]
    [InlineData(Core, "Delivery/Bad.cs", "static void M() { 1.Extend(); }", "uses BadExtensions.Extend of room Hosting")]
    [InlineData(Core, "Transports/Bad.cs", "sealed class Derived : GoQueue.BadMiddle { void M() => Inherited(); }", "uses BadBase.Inherited of room Hosting")]
    [InlineData(Core, "Diagnostics/Bad.cs", "[GoQueue.Bad] static void M() { }", "uses BadAttribute.new of room Hosting")]
    [InlineData(Core, "Diagnostics/Bad.cs", "static GoQueue.BadBase M() => new();", "uses BadBase.new of room Hosting")]
    [InlineData(RabbitMQ, "Transports/RabbitMQ/Wire/Bad.cs", "GoQueue.Transports.RabbitMQ.Channels.ConfirmChannel? _channel;", "uses ConfirmChannel of room Channels")]
    [InlineData(RabbitMQ, "Transports/RabbitMQ/Topology/Bad.cs", "GoQueue.Transports.RabbitMQ.Channels.ConfirmChannel? _channel;", "uses ConfirmChannel of room Channels")]
    [InlineData(Generators, "Emission/Bad.cs", "static void M() => GoQueue.Generators.Parsing.EventParser.Parse(null!, null!, default);", "uses EventParser of room Parsing")]
    [InlineData(Generators, "Models/Bad.cs", "Microsoft.CodeAnalysis.DiagnosticDescriptor M() => GoQueue.Generators.Diagnostics.DeclarationDiagnostics.NotPartial;", "of room Diagnostics")]
    public void A_bad_file_is_found(string folder, string path, string member, string expected)
    {
        var project = folder.StartsWith(Core, StringComparison.Ordinal) ? Core : folder;
        var bad = SourceCompilations.Parse($"using GoQueue;\nnamespace GoQueue {{ }}\nnamespace GoQueue.Bad\n{{\n#pragma warning disable\ninternal class BadFile\n{{\n{member}\n}}\n}}", $"{project}/{path}");
        var compilation = SourceCompilations.Of(folder).AddSyntaxTrees(bad);
        if (project == Core)
        {
            compilation = compilation.AddSyntaxTrees(
                SourceCompilations.Parse(
                    """
                    namespace GoQueue;
                    internal static class BadExtensions { public static void Extend(this int number) { } }
                    internal class BadBase { protected void Inherited() { } }
                    internal sealed class BadAttribute : System.Attribute;
                    """,
                    $"{project}/Hosting/BadHosting.cs"),
                SourceCompilations.Parse("namespace GoQueue; internal class BadMiddle : BadBase;", $"{project}/Messages/BadMiddle.cs"),
                SourceCompilations.Parse("namespace GoQueue.Formats; internal class BadHelp { public GoQueue.Publishing.Composition.EventPlan Plan => null!; }", $"{project}/Formats/BadHelp.cs"));
        }

        Assert.Contains(RoomUses.Upward(Floors.Read(folder), compilation, $"{project}/{path}"), found => found.StartsWith($"{project}/{path}:8 ", StringComparison.Ordinal) && found.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Generators)]
    public void Every_using_is_needed(string folder) => AssertNone(SourceCompilations.Of(folder)
        .GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(diagnostic => diagnostic.Id == "CS8019" && diagnostic.Location.SourceTree!.FilePath.StartsWith($"/{folder}/", StringComparison.Ordinal))
        .Select(diagnostic => $"{diagnostic.Location.SourceTree!.FilePath.TrimStart('/')}:{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}"));

    [Fact]
    public void An_unresolved_name_fails_the_test()
    {
        var bad = SourceCompilations.Parse("namespace GoQueue.Messages; internal class Bad { Unknown? _unseen; }", $"{Core}/Messages/Bad.cs");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => SourceCompilations.AssertResolved(SourceCompilations.Core.AddSyntaxTrees(bad)));
    }

    [Theory]
    [InlineData("tests/GoQueue.Core.Tests", Core, null)]
    [InlineData("tests/GoQueue.RabbitMQ.Tests", RabbitMQ, Core)]
    [InlineData("tests/GoQueue.Generators.Tests", Generators, null)]
    public void A_test_file_lies_in_the_folder_of_a_room(string project, string rooms, string? others)
    {
        string[] known = [.. Floors.Read(rooms).Rooms, .. others is null ? [] : Floors.Read(others).Rooms, "Faults", "Models", "Documentation"];
        var misplaced = SourceCompilations.FilesOf(project)
            .Where(path => IsTest(Repository.Read(path)) && !known.Contains(path[(project.Length + 1)..].Split('/')[0]));
        AssertNone(misplaced);
    }

    private static void AssertNone(IEnumerable<string> found)
    {
        var lines = string.Join('\n', found);
        Assert.True(lines.Length == 0, lines);
    }

    private static bool IsTest(string text) => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<AttributeSyntax>().Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesOf));
}
