using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3014: a member's type says nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UntypedMemberAnalyzer() : EventAnalyzer(JsonDiagnostics.UntypedMember);
