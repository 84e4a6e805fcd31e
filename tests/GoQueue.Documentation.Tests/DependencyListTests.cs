using System.Xml.Linq;
using Xunit;

namespace GoQueue.Documentation.Tests;

/// <summary>The pages that list what GoQueue.Core depends on list all of it.</summary>
public sealed class DependencyListTests
{
    private const string Family = "Microsoft.Extensions.";

    [Theory]
    [InlineData("README.md", "| `GoQueue.Core` |")]
    [InlineData("ARCHITECTURE.md", "| `src/GoQueue.Core` |")]
    public void The_row_of_Core_names_each_package_that_it_references(string page, string beginning)
    {
        string row = Assert.Single(File.ReadLines(Path.Combine(Repository.Root, page)), line => line.StartsWith(beginning, StringComparison.Ordinal));
        IEnumerable<string> references = XDocument.Load(Path.Combine(Repository.Root, "src/GoQueue.Core/GoQueue.Core.csproj")).Descendants("PackageReference")
            .Where(static reference => reference.Attribute("PrivateAssets")?.Value != "all")
            .Select(static reference => reference.Attribute("Include")!.Value);

        Assert.All(references, id => Assert.Contains(id.StartsWith(Family, StringComparison.Ordinal) ? $"`{id[Family.Length..]}`" : id, row, StringComparison.Ordinal));
        Assert.Equal(references.Count(static id => id.StartsWith(Family, StringComparison.Ordinal)), row[row.IndexOf("`Microsoft.Extensions`:", StringComparison.Ordinal)..].Split("`, `").Length);
    }
}
