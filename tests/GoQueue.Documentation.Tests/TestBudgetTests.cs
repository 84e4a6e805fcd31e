using System.Globalization;
using Xunit;

namespace GoQueue.Documentation.Tests;

/// <summary>The lines that <c>./test.sh</c> holds its parts against.</summary>
public sealed class TestBudgetTests
{
    private static readonly (string Lane, int Seconds, string Part)[] s_lines =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "eng/test-budget.txt"))
            .Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(static cells => (cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2])),
    ];

    [Fact]
    public void The_lines_sum_up_to_18_minutes_at_most()
    {
        int sum = SumOf("alone") + Math.Max(SumOf("a"), SumOf("b"));

        Assert.InRange(sum, 1, 18 * 60);
        Assert.Equal(18 * 60, Assert.Single(s_lines, static line => line.Part == "everything").Seconds);
        Assert.InRange(Assert.Single(s_lines, static line => line.Part == "everything of --quick").Seconds, 1, 4 * 60);
    }

    [Fact]
    public void The_part_on_the_old_RabbitMQ_takes_45_seconds_at_most() =>
        Assert.InRange(Assert.Single(s_lines, static line => line.Part == "GoQueue.RabbitMQ.Tests on the old RabbitMQ").Seconds, 1, 45);

    [Fact]
    public void Each_test_project_has_one_line_in_a_lane()
    {
        IEnumerable<string> projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests"), "*Tests").Select(static folder => Path.GetFileName(folder)!);

        Assert.All(projects, static project => Assert.Single(s_lines, line => line.Part == project && line.Lane is ("a" or "b")));
    }

    private static int SumOf(string lane) => s_lines.Where(line => line.Lane == lane).Sum(static line => line.Seconds);
}
