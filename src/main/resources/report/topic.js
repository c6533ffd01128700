'use strict';

/* A page that answers one question by figures. */
figures.sections(dom.byId('sections'), dom.data().sections);
