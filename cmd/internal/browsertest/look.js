function (least) {
	"use strict";
	const faults = [];
	const visible = function (e) {
		const style = getComputedStyle(e);
		return e.getClientRects().length > 0 && style.visibility !== "hidden" && style.opacity !== "0";
	};
	const name = function (e) {
		const id = e.id ? "#" + e.id : e.name ? "[name=" + e.name + "]" : "";
		return e.tagName.toLowerCase() + id + " “" + (e.innerText || e.value || "").trim().slice(0, 30) + "”";
	};

	// Wider than the screen: named by the outermost culprits.
	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth > width) {
		const wide = Array.from(document.body.querySelectorAll("*")).filter(function (e) {
			return visible(e) && e.getBoundingClientRect().right > width + 1;
		});
		const outer = wide.filter(function (e) { return !wide.includes(e.parentElement); });
		faults.push("the page is " + document.documentElement.scrollWidth + " px wide, the screen " + width + ": " +
			outer.slice(0, 3).map(name).join(", "));
	}

	// What is pressed must be large enough. A box or button in a label is
	// pressed by the label; a link within a sentence is excepted.
	const target = function (e) {
		if (e.matches("input[type=radio], input[type=checkbox]")) {
			return e.closest("label") || (e.id && document.querySelector("label[for='" + CSS.escape(e.id) + "']")) || e;
		}
		return e;
	};
	const inSentence = function (e) {
		if (e.tagName !== "A" || getComputedStyle(e).display !== "inline") return false;
		const around = e.parentElement.innerText.replace(e.innerText, "").trim();
		return around.length > 0;
	};
	const pressed = "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button]";
	for (const e of document.querySelectorAll(pressed)) {
		if (e.disabled || inSentence(e)) continue;
		const t = target(e);
		if (!visible(t)) continue;
		const box = t.getBoundingClientRect();
		if (box.right < 0 || box.bottom + scrollY < 0) continue; // skip links, until they are focused
		if (box.height < least - 0.5 || box.width < Math.min(least, 44) - 0.5) {
			faults.push(name(e) + " is " + Math.round(box.width) + " x " + Math.round(box.height) + " px, want " + least);
		}
	}

	// Text cut off by its own box.
	for (const e of document.querySelectorAll("button, .btn, th, td, label, legend, h1, h2, h3, p, li")) {
		const style = getComputedStyle(e);
		if (visible(e) && style.overflowX === "hidden" && style.textOverflow !== "ellipsis" && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1) {
			faults.push(name(e) + " is cut off");
		}
	}
	return faults;
}
