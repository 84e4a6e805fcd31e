using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.CodeFixes;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

public sealed class ContractFixTests
{
    private const string One = """
        using GoQueue;
        namespace Shop.Events;

        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated(Guid UserId, string Name);
        """;

    private static readonly string s_more = One.Replace("string Name", "string Name, int? More", StringComparison.Ordinal);

    private static string Released => ContractAcceptance.Release(ContractReader.Read(ContractProject.Accept(One)));

    [Fact]
    public async Task Accept_writes_what_the_build_writes()
    {
        var (source, file) = await Fix("GQ6002", new AcceptContractsFix(), One, ContractProject.FirstLine, "Accept");

        Assert.Equal(One, source);
        Assert.Equal(ContractProject.Accept(One), file);
    }

    [Fact]
    public async Task Make_it_the_next_version_and_accept_changes_both()
    {
        var (source, file) = await Fix("GQ6003", new AcceptContractsFix(), s_more, Released, "Make it 1.1 and accept");

        Assert.Equal(s_more.Replace("\"1.0\"", "\"1.1\"", StringComparison.Ordinal), source);
        Assert.Equal(ContractProject.Accept(source, Released), file);
        Assert.Empty(await ContractProject.TextsOf(source, file));
    }

    [Fact]
    public async Task CRLF_stays_CRLF()
    {
        var (_, file) = await Fix("GQ6003", new AcceptContractsFix(), s_more, Released.Replace("\n", "\r\n", StringComparison.Ordinal), "Accept");

        Assert.Equal(ContractProject.Accept(s_more, Released), file.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(file.Count(static c => c == '\n'), file.Count(static c => c == '\r'));
    }

    [Fact]
    public async Task A_change_that_breaks_stays_out_of_an_accept()
    {
        var source = s_more.Replace("Guid UserId", "int UserId", StringComparison.Ordinal);

        var (_, file) = await Fix("GQ6003", new AcceptContractsFix(), source, Released, "Accept");

        Assert.Equal(Released, file);
    }

    [Fact]
    public async Task An_event_that_has_moved_stays_out_of_an_accept()
    {
        var source = One.Replace("user.created", "user.made", StringComparison.Ordinal) + """[GoQueueEvent("users", "user.deleted", "1.0")] public sealed partial record UserDeleted(Guid UserId);""";

        var (_, file) = await Fix("GQ6002", new AcceptContractsFix(), source, Released, "Accept");

        Assert.Contains("event users/user.created 1.0\n", file, StringComparison.Ordinal);
        Assert.Contains("event users/user.deleted 1.0 draft\n", file, StringComparison.Ordinal);
        Assert.Contains(await ContractProject.TextsOf(source, file), static text => text.StartsWith("GQ6004 Error: users/user.created has become users/user.made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_is_gone_is_retired_by_the_accept_of_another()
    {
        var (_, file) = await Fix("GQ6003", new AcceptContractsFix(), s_more, Released + "\nevent users/user.deleted 1.4\n  .userId            uuid     required\n", "Accept");

        Assert.EndsWith("\nretired event users/user.deleted 1.4\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_with_an_error_keeps_its_block_in_an_accept()
    {
        const string Block = "event users/user.{.kind}.moved 1.0\n  .kind              string   required\n";
        var source = s_more + """[GoQueueEvent("users", "user.{Kind}.moved", "1.0")] public sealed partial record Moved(string Kind, nint Broken);""";

        var (_, file) = await Fix("GQ6003", new AcceptContractsFix(), source, Released + "\n" + Block, "Accept", isBroken: true);

        Assert.Contains(Block, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_name_that_was_changed_in_its_attribute_is_set_back_there()
    {
        var renamed = One.Replace("string Name", "[property: System.Text.Json.Serialization.JsonPropertyName(\"fullName\")] string Name", StringComparison.Ordinal);

        var (source, file) = await Fix("GQ6004", new RestoreJsonNameFix(), renamed, Released, "Give it back its JSON name");

        Assert.Equal(renamed.Replace("fullName", "name", StringComparison.Ordinal), source);
        Assert.Empty(await ContractProject.TextsOf(source, file));
    }

    [Fact]
    public async Task A_renamed_member_gets_its_JSON_name_back()
    {
        var (source, file) = await Fix("GQ6004", new RestoreJsonNameFix(), One.Replace("string Name", "string FullName", StringComparison.Ordinal), Released, "Give it back its JSON name");

        Assert.Contains("[property: System.Text.Json.Serialization.JsonPropertyName(\"name\")] string FullName", source, StringComparison.Ordinal);
        Assert.Empty(await ContractProject.TextsOf(source, file));
    }

    [Fact]
    public async Task A_copy_as_the_next_major_version_has_an_address_of_its_own()
    {
        var changed = One.Replace("string Name", "string? Name", StringComparison.Ordinal);

        var (source, file) = await Fix("GQ6004", new CopyAsNextMajorFix(), changed, Released, "Copy as the next major version");

        Assert.Contains("[GoQueueEvent(\"users\", \"user.created.v2\", \"2.0\")]\npublic sealed partial record UserCreatedV2(Guid UserId, string? Name);", source.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        GeneratorRun.Of(source);

        // The original is set back by hand.
        var reports = await ContractProject.ReportsOf(source.Replace("UserCreated(Guid UserId, string? Name)", "UserCreated(Guid UserId, string Name)", StringComparison.Ordinal), file);
        Assert.Equal(["GQ6002"], reports.Select(static report => report.Id));
    }

    private static async Task<(string Source, string File)> Fix(string id, CodeFixProvider provider, string source, string file, string title, bool isBroken = false)
    {
        using var workspace = new AdhocWorkspace();
        var projectId = ProjectId.CreateNewId();
        var input = Sources.CompileAs("Shop.Events", ContractProject.ParseOptions, source);
        var run = isBroken ? GeneratorRun.OfBroken(input) : GeneratorRun.Of(input);
        var solution = workspace.CurrentSolution
            .AddProject(projectId, "Shop.Events", "Shop.Events", LanguageNames.CSharp)
            .WithProjectCompilationOptions(projectId, run.Input.Options)
            .WithProjectParseOptions(projectId, ContractProject.ParseOptions)
            .WithProjectMetadataReferences(projectId, Sources.References)
            .AddAdditionalDocument(DocumentId.CreateNewId(projectId), ContractFile.Name, SourceText.From(file), filePath: "/src/" + ContractFile.Name)
            .AddAnalyzerConfigDocument(DocumentId.CreateNewId(projectId), ".globalconfig", SourceText.From($"""
                is_global = true
                [/src/{ContractFile.Name}]
                build_metadata.AdditionalFiles.GoQueueContracts = true
                build_metadata.AdditionalFiles.GoQueueContractsExist = True
                """), filePath: "/src/.globalconfig");
        var document = DocumentId.CreateNewId(projectId);
        solution = solution.AddDocument(document, "Event.cs", SourceText.From(source), filePath: "/src/Event.cs").AddDocument(DocumentId.CreateNewId(projectId), "Usings.cs", Sources.ImplicitUsings);
        foreach (var (name, text) in run.Files)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(projectId), name, text, filePath: "/src/obj/" + name);
        }

        var project = solution.GetProject(projectId)!;
        var compilation = await project.GetCompilationAsync();
        var diagnostic = (await compilation!.WithAnalyzers([new ContractAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync()).First(found => found.Id == id);
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(project.GetDocument(document)!, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        var operations = await actions.Single(action => action.Title == title).GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(projectId)!;
        return ((await changed.GetDocument(document)!.GetTextAsync()).ToString(), (await changed.AdditionalDocuments.Single().GetTextAsync()).ToString());
    }
}
