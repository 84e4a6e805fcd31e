using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Contents;

public sealed class PackageContentTests(PackedFeed feed)
{
    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Fact]
    public void The_generator_the_analyzers_and_the_fixes_are_in_Abstractions()
    {
        var analyzers = Package("GoQueue.Abstractions").Files.Where(static file => file.StartsWith("analyzers/", StringComparison.Ordinal));

        Assert.Equal(
            ["analyzers/dotnet/cs/GoQueue.Generators.CodeFixes.dll", "analyzers/dotnet/cs/GoQueue.Generators.dll"], analyzers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void They_are_in_no_other_package()
    {
        foreach (var package in Repository.Packages.Where(static package => package != "GoQueue.Abstractions"))
        {
            Assert.DoesNotContain(Package(package).Files, static file => file.Contains("Generators", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_props_of_Abstractions_reach_applications_that_get_it_through_another_package() =>
        Assert.Contains("buildTransitive/net10.0/GoQueue.Abstractions.props", Package("GoQueue.Abstractions").Files);

    /// <summary>A file without a framework in its path makes NuGet accept the package in projects of every framework.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void What_it_brings_for_builds_is_under_its_framework(string package) =>
        Assert.All(
            Package(package).Files.Where(static file => file.StartsWith("build", StringComparison.Ordinal)),
            static file => Assert.StartsWith("buildTransitive/net10.0/", file, StringComparison.Ordinal));

    [Fact]
    public void Core_brings_the_schema_of_its_configuration_to_editors()
    {
        var core = Package("GoQueue.Core");
        var source = Path.Combine(Repository.Root, "src", "GoQueue.Core", "ConfigurationSchema.json");

        Assert.Equal(File.ReadAllBytes(source), core.Read("ConfigurationSchema.json"));
        var targets = System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(core.Read("buildTransitive/net10.0/GoQueue.Core.targets")).TrimStart('\uFEFF'));
        var segment = Assert.Single(targets.Descendants("JsonSchemaSegment"));
        var named = segment.Attribute("Include")!.Value.Replace("$(MSBuildThisFileDirectory)", "buildTransitive/net10.0/", StringComparison.Ordinal);
        Assert.Equal(Path.GetFullPath("/ConfigurationSchema.json"), Path.GetFullPath("/" + named));
        Assert.Matches(segment.Attribute("FilePathPattern")!.Value, "appsettings.Development.json");
    }

    [Fact]
    public void Abstractions_depends_on_nothing() => Assert.Empty(Package("GoQueue.Abstractions").Dependencies);

    [Fact]
    public void Everything_of_Abstractions_flows_on_through_Core()
    {
        var dependencies = Package("GoQueue.Core").Dependencies;

        Assert.Equal("All", dependencies["GoQueue.Abstractions"]);
        Assert.Contains("RabbitMQ.Client", dependencies.Keys);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_says_what_it_is_and_under_which_licence(string package)
    {
        var packed = Package(package);

        Assert.Equal("MIT", packed["license"]);
        Assert.Equal("expression", packed.Element("license")!.Attribute("type")!.Value);
        Assert.Equal(Repository.Url, packed["projectUrl"]);
        Assert.NotEqual("Package Description", packed["description"]);
        Assert.NotEmpty(packed["tags"]!);
        Assert.Contains(packed["readme"]!, packed.Files);
        Assert.Contains(packed["icon"]!, packed.Files);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], packed.Read(packed["icon"]!)[..4]);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_readme_is_that_of_the_repository_with_absolute_links(string package)
    {
        string readme = Encoding.UTF8.GetString(Package(package).Read("README.md"));

        string original = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.Equal(original, readme.Replace($"]({Repository.Url}/blob/main/", "](", StringComparison.Ordinal));
        Assert.All(Regex.Matches(readme, @"\]\((?<target>[^)]*)\)"), static link => Assert.StartsWith("https://", link.Groups["target"].Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_has_documentation_for_editors(string package) => Assert.Contains($"lib/net10.0/{package}.xml", Package(package).Files);

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_binary_is_the_same_wherever_it_is_built(string package)
    {
        using var binary = new PEReader([.. Package(package).Read($"lib/net10.0/{package}.dll")]);

        Assert.Contains(binary.ReadDebugDirectory(), static entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        var pdb = binary.ReadCodeViewDebugDirectoryData(binary.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.CodeView));
        Assert.StartsWith(HasRepository ? "/_/" : "/", pdb.Path, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_symbols_lead_to_the_sources_of_the_commit(string package)
    {
        var symbols = new Nupkg(feed.PathOf(package, "snupkg"));
        using var pdb = MetadataReaderProvider.FromPortablePdbImage([.. symbols.Read($"lib/net10.0/{package}.pdb")]);
        var link = SourceLinkOf(pdb.GetMetadataReader());

        // An archive of the sources has no commit to lead to.
        if (HasRepository)
        {
            var commit = Package(package).Element("repository")!.Attribute("commit")!.Value;
            Assert.Contains($"{Repository.Url.Replace("github.com", "raw.githubusercontent.com", StringComparison.Ordinal)}/{commit}/*", link, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(link);
        }
    }

    [Theory]
    [InlineData("GoQueue.Abstractions", 400)]
    [InlineData("GoQueue.Core", 600)]
    public void It_is_small(string package, int kilobytes)
    {
        var bytes = Package(package).Bytes;

        Assert.True(bytes <= kilobytes * 1024, $"{package} has {bytes / 1024} KB and may have {kilobytes}: see docs/performance.md.");
    }

    private static bool HasRepository => Path.Exists(Path.Combine(Repository.Root, ".git"));

    private static string? SourceLinkOf(MetadataReader pdb)
    {
        // The id of SourceLink records, from the specification of portable PDB files.
        var sourceLink = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        foreach (var handle in pdb.GetCustomDebugInformation(EntityHandle.ModuleDefinition))
        {
            var information = pdb.GetCustomDebugInformation(handle);
            if (pdb.GetGuid(information.Kind) == sourceLink)
            {
                return Encoding.UTF8.GetString(pdb.GetBlobBytes(information.Value));
            }
        }

        return null;
    }

    private Nupkg Package(string id) => new(feed.PathOf(id));
}
